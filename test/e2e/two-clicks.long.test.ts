import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { describeTwoClicks } from '../support/two-clicks-cases.js';

const room = shareGeminiWorld();

for (const lagMs of [-200, -5, 0, 5, 200]) describeTwoClicks(room, lagMs);
