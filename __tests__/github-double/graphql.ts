/** The double's GraphQL API: documents are judged and carried out by GitHub's official schema. */
import { schema as officialSchema } from '@octokit/graphql-schema';
import { buildSchema, graphqlSync, type GraphQLSchema } from 'graphql';
import { answerJson, Refusal, type Answer } from './answer.ts';
import type { Caller } from './state.ts';

let built: GraphQLSchema | undefined;

/** What a document gives, and what the official schema has against it. */
export interface GraphqlAnswer {
  readonly answer: Answer;
  readonly wrong: readonly string[];
}

/** Answers `{ query, variables }` for a caller. Of the data only `viewer` is there. */
export const answerGraphql = (caller: Caller | undefined, body: unknown): GraphqlAnswer => {
  if (caller === undefined) return { answer: new Refusal(401, 'Requires authentication').answer, wrong: [] };
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  if (typeof query !== 'string') {
    const problem = 'A query attribute must be specified and must be a string.';
    return { answer: new Refusal(400, problem).answer, wrong: [problem] };
  }
  // GitHub's own text declares two fields twice, which the library would refuse.
  built ??= buildSchema(officialSchema.idl, { assumeValidSDL: true });
  const result = graphqlSync({
    schema: built,
    source: query,
    rootValue: { viewer: { login: caller.login } },
  });
  const wrong = (result.errors ?? []).map(({ message }) => message);
  return { answer: answerJson(result), wrong };
};
