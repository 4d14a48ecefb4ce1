/** Something to wait for until the test opens it. */
export interface Gate {
  readonly opened: Promise<void>;
  readonly open: () => void;
}

const notYet = (): void => undefined;

/** A closed gate. */
export function gate(): Gate {
  let open = notYet;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
