import { GoogleGenAI } from '@google/genai';

import { modelErrorOf } from './gemini-errors.js';
import { boundedFetch } from './gemini-fetch.js';
import type { GeminiOptions } from './gemini-model.js';

/**
 * Asks Gemini for the description of the configured model, which costs nothing: whether it is
 * reached, takes the key, and has the model.
 *
 * @throws ModelError as `GeminiModel` does.
 */
export async function checkGemini(
  options: Pick<GeminiOptions, 'apiKey' | 'model' | 'baseUrl'>,
): Promise<void> {
  const { apiKey, model, baseUrl } = options;
  const httpOptions = {
    fetch: boundedFetch(apiKey),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
  const client = new GoogleGenAI({ apiKey, vertexai: false, httpOptions });
  try {
    await client.models.get({ model });
  } catch (error) {
    throw modelErrorOf(error, apiKey);
  }
}
