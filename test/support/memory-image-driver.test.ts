import { describe } from '@jest/globals';

import { itIsAnImageDriver } from '../persistence/images/drivers/image-driver.contract.js';
import { MemoryImageDriver } from './memory-image-driver.js';

describe('the image driver in memory', () => {
  itIsAnImageDriver(async () => new MemoryImageDriver());
});
