/** Calls `seen` once, as soon as somebody can see the page; returns the function that gives up waiting. */
export function whenSeen(seen: () => void, page: Document = document): () => void {
  let done = false;
  const look = () => {
    if (done || page.visibilityState !== 'visible') return;
    done = true;
    page.removeEventListener('visibilitychange', look);
    seen();
  };
  page.addEventListener('visibilitychange', look);
  look();
  return () => {
    done = true;
    page.removeEventListener('visibilitychange', look);
  };
}
