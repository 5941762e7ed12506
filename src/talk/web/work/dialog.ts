import type { QuestionView } from '../types.ts';

/** What a dialog about a question is given; it answers with the question as it then is. */
export interface QuestionDialog {
  view: QuestionView;
  open: boolean;
  ondone: (view: QuestionView) => void;
  onclose: () => void;
}
