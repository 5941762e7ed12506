// One gentle line above the page when something has just arrived; the household shell shows it.
export interface News {
  id: string;
  text: string;
  href: string;
}

export const news = $state<{ now: News | null }>({ now: null });
