import 'server-only';

/** Texts as a byte stream that is made no faster than it is read. `onGone` hears that the reader has left. */
export function byteStream(texts: AsyncGenerator<string>, onGone: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      onGone();
      await texts.return(undefined);
    },
  });
}
