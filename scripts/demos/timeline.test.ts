import { describe, expect, test } from 'vitest';
import { timeline } from './timeline';

const frames = [0, 100, 250, 400, 900].map((at) => ({ at }));
const shownOf = ({ shown }: ReturnType<typeof timeline<{ at: number }>>) =>
  shown.map(({ frame, ms }) => [frame.at, ms]);

describe('timeline', () => {
  test('each frame stands until the next, the last until the end', () => {
    const whole = timeline(frames, { from: 0, to: 1000 }, []);
    expect(shownOf(whole)).toEqual([
      [0, 100],
      [100, 150],
      [250, 150],
      [400, 500],
      [900, 100],
    ]);
    expect(whole.length).toBe(1000);
  });

  test('a span begins with the frame that stood there', () => {
    expect(shownOf(timeline(frames, { from: 300, to: 500 }, []))).toEqual([
      [250, 100],
      [400, 100],
    ]);
  });

  test('what is cut out is neither shown nor lasts; places behind it come earlier', () => {
    const cut = timeline(frames, { from: 0, to: 1000 }, [{ from: 200, to: 700 }]);
    expect(shownOf(cut)).toEqual([
      [0, 100],
      [100, 300],
      [900, 100],
    ]);
    expect(cut.length).toBe(500);
    expect([100, 200, 450, 700, 900].map(cut.placeOf)).toEqual([100, 200, 200, 200, 400]);
  });

  test('durations add up to the length, whatever is cut', () => {
    const cuts = [
      { from: -50, to: 30 },
      { from: 240, to: 420 },
      { from: 890, to: 2000 },
    ];
    const { shown, length } = timeline(frames, { from: 20, to: 950 }, cuts);
    expect(shown.reduce((sum, { ms }) => sum + ms, 0)).toBe(length);
  });

  test('a recording that begins late shows its first frame from the beginning', () => {
    expect(shownOf(timeline([{ at: 60 }], { from: 0, to: 100 }, []))).toEqual([[60, 100]]);
  });
});
