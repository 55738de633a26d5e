import type { paths } from './generated/schema';

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
type Ok<Operation> = Operation extends { responses: infer Answers }
  ? Json<Answers[keyof Answers & (200 | 201)]>
  : never;

// Named after what they are, from the routes: the generated names of schemas may change.
export type Me = Ok<paths['/api/me']['get']>;
export type Journey = Ok<paths['/api/journey']['get']>;
export type Stage = Journey['stages'][number];
export type StoryElement = Journey['elements'][number];
export type Readiness = Ok<paths['/api/readiness']['get']>;
export type ReadinessItem = Readiness['items'][number];
export type Reason = ReadinessItem['reasons'][number];
export type StreamList = Ok<paths['/api/streams']['get']>;
export type Stream = StreamList['items'][number];
export type Exercise = Stream['exercises'][number];
export type Enrolment = NonNullable<Stream['enrolment']>;
export type SessionPage = Ok<paths['/api/sessions']['get']>;
export type Session = SessionPage['items'][number];
export type SessionType = Session['type'];
export type TurnPage = Ok<paths['/api/sessions/{session_id}/turns']['get']>;
export type Turn = TurnPage['items'][number];
export type Tokens = Ok<paths['/api/auth/telegram']['post']>;
export type ConsentKind = Me['consents'][number]['kind'];
export type MePatch = NonNullable<paths['/api/me']['patch']['requestBody']>['content']['application/json'];
