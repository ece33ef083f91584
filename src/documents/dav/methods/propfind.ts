import { createBreather } from '../../../platform/breathe.ts';
import { refuse, xmlAnswer } from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import { ANSWER_CHARACTERS } from '../../../protocols/dav/limits.ts';
import { describeResource, NO_DEAD_PROPERTIES, type PropertyQuestion } from '../../../protocols/dav/property-table.ts';
import { readPropfind } from '../../../protocols/dav/read-propfind.ts';
import { multistatus } from '../../../protocols/dav/write-xml.ts';
import { TOP } from '../../document.ts';
import { hrefOf } from '../document-path.ts';
import { DOCUMENT_PROPERTIES, type DocumentSubject, isFolderSubject } from '../document-properties.ts';
import type { DocumentPropertyStore } from '../document-property-store.ts';
import type { DocumentsDavMethod, DocumentsDavRequest, DocumentsDavServices } from '../documents-dav-request.ts';
import { mustExist, visit } from '../visit.ts';

const subjectsOf = async (
  { members: view }: DocumentsDavServices,
  { viewer, headers }: DocumentsDavRequest,
  subject: DocumentSubject,
): Promise<DocumentSubject[]> => {
  if (headers.depth !== 1 || !isFolderSubject(subject)) return [subject];
  const members = await view.membersOf(viewer.id, subject.document?.id ?? TOP);
  return [subject, ...members.map((document) => ({ ...subject, document, path: [...subject.path, document.name] }))];
};

/** Dead properties may be long: so many documents are described at a time. */
const AT_ONCE = 50;

const describe = async (
  properties: DocumentPropertyStore,
  subjects: readonly DocumentSubject[],
  question: PropertyQuestion,
): Promise<string[]> => {
  const { request } = question;
  const wantsDead = request.kind !== 'some' || request.names.some((name) => !DOCUMENT_PROPERTIES.has(name));
  const ids = subjects.flatMap(({ document }) => (document === undefined ? [] : [document.id]));
  const dead = wantsDead ? await properties.listOf(ids) : undefined;
  return subjects.map((subject) => {
    const kept = subject.document && dead?.get(subject.document.id);
    const href = hrefOf(subject.path, isFolderSubject(subject));
    return describeResource(href, subject, DOCUMENT_PROPERTIES, question, kept ?? NO_DEAD_PROPERTIES);
  });
};

/** RFC 4918 9.1. */
export const propfind: DocumentsDavMethod = async (services, request) => {
  const { documents, properties, clock } = services;
  const question = { request: mustRead(readPropfind(request.body)), minimal: request.headers.minimal };
  if (request.headers.depth === undefined || request.headers.depth === 'infinity')
    throw refuse('propfind-finite-depth');
  const found = await visit(services, request);
  const place = mustExist(found);
  const subjects = await subjectsOf(services, request, {
    path: place.path,
    document: place.kind === 'document' ? place.document : undefined,
    locks: found.locks,
    usage: await documents.usage(request.viewer.id),
    nowMs: clock.nowMs(),
  });
  const responses: string[] = [];
  const breathe = createBreather();
  let characters = 0;
  for (let at = 0; at < subjects.length; at += AT_ONCE)
    for (const response of await describe(properties, subjects.slice(at, at + AT_ONCE), question)) {
      responses.push(response);
      characters += response.length;
      if (characters > ANSWER_CHARACTERS) throw refuse('number-of-matches-within-limits');
      await breathe();
    }
  return xmlAnswer(207, multistatus(responses));
};
