// The JSON of this capability by the names its pages use.
import type * as schema from '$web/schema';

export type QuestionStatus = schema.SchemaQuestionStatus;
export type OwnQuestion = schema.SchemaOwnQuestion;
export type OwnQuestions = schema.SchemaOwnQuestions;
export type OwnThread = schema.SchemaOwnThread;
export type ThreadMessage = schema.SchemaThreadMessage;
export type Askable = schema.SchemaAskable;
export type QuestionAbout = schema.SchemaQuestionAbout;
export type QuestionFilter = schema.SchemaQuestionFilter;
export type QuestionRow = schema.SchemaQuestionRow;
export type QuestionPage = schema.SchemaQuestionPage;
export type QuestionView = schema.SchemaQuestionView;
export type QuestionStep = schema.SchemaQuestionStep;
export type Answering = schema.SchemaAnswering;
export type CannedAnswer = schema.SchemaCannedAnswer;
export type CannedAnswers = schema.SchemaCannedAnswers;
export type Posting = schema.SchemaPosting;
export type Post = schema.SchemaPostView;
export type ConversationRow = schema.SchemaConversationRow;
export type Conversations = schema.SchemaConversations;
export type ConversationPage = schema.SchemaConversationPage;
export type Moderation = schema.SchemaModeration;

/** The event of the server when a post is new or has changed, or, without a post, when who may post has. */
export interface PostEvent {
  area_id: string;
  post: Post | null;
}
