/** What `work` is rejected with; it may be asked for long before that happens. */
export async function rejectionOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a rejection, but the work succeeded');
}
