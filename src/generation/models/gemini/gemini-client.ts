import type { GoogleGenAI } from '@google/genai';

import { boundedFetch } from './gemini-fetch.js';

/**
 * The client of Google's SDK. The SDK takes about as long to load as everything else that a start
 * needs, so it is loaded here, before the first call.
 */
export async function createGeminiClient({
  apiKey,
  baseUrl,
}: {
  readonly apiKey: string;
  readonly baseUrl?: string;
}): Promise<GoogleGenAI> {
  const sdk = await import('@google/genai');
  const httpOptions = {
    fetch: boundedFetch(apiKey),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
  return new sdk.GoogleGenAI({ apiKey, vertexai: false, httpOptions });
}
