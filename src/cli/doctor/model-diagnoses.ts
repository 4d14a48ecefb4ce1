import type { Config } from '../../config/config.js';
import { checkGemini } from '../../generation/models/gemini/gemini-check.js';
import { diagnose, passed, type Diagnosis } from './diagnosis.js';

/** What can be done where they cannot be asked. */
export const MODEL_REMEDY =
  'Check GOOGLE_API_KEY (https://aistudio.google.com/apikey), GEMINI_MODEL, GEMINI_MODELS, and whether this machine reaches Google.';

/** Whether the image models can be asked; asking costs nothing. */
export async function modelDiagnoses(config: Config): Promise<Diagnosis[]> {
  return diagnose(
    'Image model',
    async () => [passed('Image model', await askedModels(config))],
    MODEL_REMEDY,
  );
}

/**
 * Asks Google for each image model.
 *
 * @returns what there is to say.
 * @throws ModelError as `checkGemini` does.
 */
export async function askedModels({ model }: Config): Promise<string> {
  if (model.kind === 'offline') return 'offline, drawn on this machine';
  const { apiKey, name, otherNames, baseUrl } = model;
  const names = [...new Set([name, ...otherNames])];
  for (const each of names)
    await checkGemini({ apiKey, model: each, ...(baseUrl !== null && { baseUrl }) });
  return `Gemini takes the key, and has ${names.join(', ')}`;
}
