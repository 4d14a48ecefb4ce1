import { ClickTokens } from '../../src/bot/cards/delivery/click-tokens.js';
import { FakeClock } from './fake-clock.js';

/** The tokens of clicks, of which there are none yet. */
export const noTokens = () => new ClickTokens(new FakeClock());
