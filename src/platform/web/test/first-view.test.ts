import { expect, test, vi } from 'vitest';
import { afterFirstView, firstViewShown } from '../first-view.ts';

test('what can wait waits for the first view, and a failure of it is nobody’s', async () => {
  const work = vi.fn(() => Promise.reject(new Error('no network')));
  afterFirstView(work);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(work).not.toHaveBeenCalled();
  firstViewShown();
  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
  const later = vi.fn();
  afterFirstView(later);
  await vi.waitFor(() => expect(later).toHaveBeenCalledOnce());
});
