import { describe, expect, it } from '@jest/globals';

import {
  archivedJson,
  readArchivedInteraction,
} from '../../../src/maintenance/backup/archived-interaction.js';
import {
  generationIn,
  INTERACTION_ID as ID,
  interactionState,
  LEASE,
} from '../../support/states.js';

const state = interactionState({ generation: generationIn('running') });

describe('an interaction in an archive', () => {
  it('an archive carries no lease, because a lease belongs to a process', () => {
    const json = archivedJson({ state, formerFileNames: [], turns: [], missingImages: [] });
    expect(state.generation?.lease).toEqual(LEASE);
    expect(JSON.parse(json.toString()).generation).not.toHaveProperty('lease');
  });

  it('a lease that somebody wrote into an archive holds nothing up after a restore', () => {
    const json = archivedJson({ state, formerFileNames: [], turns: [], missingImages: [] });
    const whole: { generation: object } = JSON.parse(json.toString());
    const forged = { ...whole, generation: { ...whole.generation, lease: LEASE } };
    const read = readArchivedInteraction(ID, Buffer.from(JSON.stringify(forged)));
    expect(read.state.generation?.lease).toBeNull();
  });
});
