/** An image model that people can choose, and what they can choose for it. */
export interface OfferedModel {
  readonly name: string;
  /** Width first; empty where it takes no ratio. */
  readonly aspectRatios: readonly string[];
  /** The model's own names for sizes; empty where it has only one. */
  readonly imageSizes: readonly string[];
  /** From least to most; empty where there are none. */
  readonly thinkingLevels: readonly string[];
  /** The most pictures of a conversation; undefined where there are none with it. */
  readonly maxThreadPictures?: number;
  /**
   * What a picture costs, in millionths of a US dollar by its size, and the day of the table that
   * says so; undefined where nobody knows.
   */
  readonly prices?: {
    readonly microDollars: Readonly<Record<string, number>>;
    readonly date: string;
  };
}

/** All models that people can choose. The first one is used where nobody chooses. */
export type OfferedModels = readonly [OfferedModel, ...OfferedModel[]];

/** The offered model with this name; the first one for null and for any other name. */
export function offeredModel(models: OfferedModels, name: string | null): OfferedModel {
  return models.find((model) => model.name === name) ?? models[0];
}
