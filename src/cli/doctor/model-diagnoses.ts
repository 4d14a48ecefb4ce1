import type { Config } from '../../config/config.js';
import { checkGemini } from '../../generation/models/gemini/gemini-check.js';
import { diagnose, passed, type Diagnosis } from './diagnosis.js';

const REMEDY =
  'Check GOOGLE_API_KEY (https://aistudio.google.com/apikey), GEMINI_MODEL, GEMINI_MODELS, and whether this machine reaches Google.';

/** Whether the image models can be asked; asking costs nothing. */
export async function modelDiagnoses({ model }: Config): Promise<Diagnosis[]> {
  if (model.kind === 'offline') return [passed('Image model', 'offline, drawn on this machine')];
  const { apiKey, name, otherNames, baseUrl } = model;
  const names = [...new Set([name, ...otherNames])];
  return diagnose(
    'Image model',
    async () => {
      for (const each of names)
        await checkGemini({ apiKey, model: each, ...(baseUrl !== null && { baseUrl }) });
      return [passed('Image model', `Gemini takes the key, and has ${names.join(', ')}`)];
    },
    REMEDY,
  );
}
