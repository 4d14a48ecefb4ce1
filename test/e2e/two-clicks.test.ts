import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { describeTwoClicks } from '../support/two-clicks-cases.js';

const room = shareGeminiWorld();

for (const lagMs of [-50, 50]) describeTwoClicks(room, lagMs);
