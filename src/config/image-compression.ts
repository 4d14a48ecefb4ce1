import type { InjectionToken } from 'tsyringe';

/** Whether outputs are stored in fewer bytes, every pixel kept. */
export type ImageCompression = 'off' | 'lossless';

export const IMAGE_COMPRESSION: InjectionToken<ImageCompression> = Symbol('ImageCompression');
