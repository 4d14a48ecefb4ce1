import path from 'node:path';

import { sharedImaging } from '../../support/imaging.js';
import {
  BotDataImport,
  type ImportFinding,
  type ImportReport,
} from '../../../src/maintenance/import/bot-data-import.js';
import { BotData, formerState, type FormerState } from '../../support/bot-data.js';
import { solid, type Rgb } from '../../support/pictures.js';
import { INTERACTION_ID as ID } from '../../support/states.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { storedWorld, UNSTOPPED, type StoredWorld } from '../backup/stored-world.js';

/** Small pictures of one color each. */
export const PICTURES = {
  red: await png([255, 0, 0]),
  green: await png([0, 255, 0]),
  blue: await png([0, 0, 255]),
} as const;

/** A store of this bot, and a data folder of the Python bot. */
export interface ImportWorld extends StoredWorld {
  readonly importer: BotDataImport;
  readonly botData: BotData;
  readonly run: (dryRun?: boolean) => Promise<{ report: ImportReport; findings: ImportFinding[] }>;
}

/** Both, empty. */
export async function importWorld(): Promise<ImportWorld> {
  const world = await storedWorld();
  const importer = new BotDataImport(
    world.inventory,
    world.images,
    sharedImaging(),
    world.clock,
    world.persistence,
  );
  const botData = await BotData.make(path.join(await temporaryDirectory(), 'bot_data'));
  const run = async (dryRun = false) => {
    const findings: ImportFinding[] = [];
    const onFinding = (finding: ImportFinding) => void findings.push(finding);
    const report = await importer.run(botData.dir, { dryRun, signal: UNSTOPPED, onFinding });
    return { report, findings };
  };
  return { ...world, importer, botData, run };
}

/** Stores a result with an input, the input as first output, and two more. */
export async function richState(
  botData: BotData,
  changes: Partial<FormerState> = {},
): Promise<void> {
  const { red, green, blue } = PICTURES;
  const input = await botData.input(ID, 0, red);
  const outputs = [
    { ...(await botData.output(ID, 'generated', 1, red)), prompt_used: '' },
    await botData.output(ID, 'generated', 2, green),
    await botData.output(ID, 'styled', 3, blue),
  ];
  await botData.state(
    formerState(ID, { original_image_paths: [input], outputs, current_index: 1, ...changes }),
  );
}

async function png(color: Rgb): Promise<Buffer> {
  return solid(color, 32, 24).png().toBuffer();
}
