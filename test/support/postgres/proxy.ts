import { endAfterTest } from '../endings.js';
import { BreakableWay } from './breakable-way.js';

/** Opens a way to a server through a network that can break; it is closed after the test. */
export async function breakableWay(url: string): Promise<BreakableWay> {
  const way = await BreakableWay.open(url);
  endAfterTest(async () => way.close());
  return way;
}
