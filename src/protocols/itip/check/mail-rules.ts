import { effects } from './finding.ts';
import type { CalendarPart, CheckedMail, Rule } from './subject.ts';

const CALENDAR = 'text/calendar';

/** The parts that mail programs look at for an invitation. */
const inline = ({ calendars }: CheckedMail): readonly CalendarPart[] =>
  calendars.filter(
    ({ entity }) =>
      entity.type === CALENDAR && !/^\s*attachment/i.test(entity.headers.get('content-disposition') ?? ''),
  );

const methodParameter = ({ entity }: CalendarPart): string =>
  entity.parameters.get('method')?.trim().toUpperCase() ?? '';

const here = (isBroken: boolean, what?: string) => (isBroken ? [what === undefined ? {} : { what }] : []);

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

const normal = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

/** How it stands in the mail: RFC 6047 2.4, MS-OXCMAIL. */
export const MAIL_RULES = [
  {
    id: 'no-calendar-part',
    severity: 'error',
    effects: effects('no-buttons'),
    broken: ({ mail }) => here(mail !== undefined && mail.calendars.length === 0),
  },
  {
    id: 'calendar-only-attached',
    severity: 'error',
    effects: effects('attachment'),
    broken: ({ mail }) => here(mail !== undefined && mail.calendars.length > 0 && inline(mail).length === 0),
  },
  {
    id: 'method-not-in-header',
    severity: 'error',
    effects: effects('attachment', { outlook: 'fine' }),
    broken: ({ mail }) => here(mail !== undefined && inline(mail).some((part) => methodParameter(part) === '')),
  },
  {
    id: 'methods-differ',
    severity: 'error',
    effects: effects('no-buttons', { outlook: 'fine' }),
    broken: ({ mail, method }) => {
      const other =
        mail &&
        inline(mail)
          .map(methodParameter)
          .find((one) => one !== '' && method !== '' && one !== method);
      return here(other !== undefined, `${other} / ${method}`);
    },
  },
  {
    id: 'not-in-alternative',
    severity: 'error',
    effects: effects('fine', { outlook: 'attachment' }),
    broken: ({ mail }) => {
      const [first] = mail === undefined ? [] : inline(mail);
      if (first === undefined || first.path.length === 0) return [];
      return here(first.path.at(-1)?.parent.type !== 'multipart/alternative');
    },
  },
  {
    id: 'not-last-alternative',
    severity: 'warning',
    effects: effects('fine', { outlook: 'no-buttons', apple: 'no-buttons' }),
    broken: ({ mail }) => {
      const [first] = mail === undefined ? [] : inline(mail);
      const step = first?.path.at(-1);
      return here(step?.parent.type === 'multipart/alternative' && step.index !== step.parent.parts.length - 1);
    },
  },
  {
    id: 'not-in-first-part',
    severity: 'error',
    effects: effects('fine', { outlook: 'attachment' }),
    broken: ({ mail }) => {
      const [first] = mail === undefined ? [] : inline(mail);
      return here(first?.path.some(({ parent, index }) => parent.type === 'multipart/mixed' && index > 0) === true);
    },
  },
  {
    id: 'charset-missing',
    severity: 'warning',
    effects: effects('garbled', { gmail: 'fine', thunderbird: 'fine' }),
    broken: ({ mail }) =>
      here(
        mail?.calendars.some(
          ({ entity }) =>
            entity.type === CALENDAR &&
            !isAscii(entity.text) &&
            !/^utf-?8$/i.test(entity.parameters.get('charset') ?? ''),
        ) === true,
      ),
  },
  {
    id: 'copies-differ',
    severity: 'warning',
    effects: effects('fine', { gmail: 'duplicate', apple: 'duplicate' }),
    broken: ({ mail }) => here(new Set(mail?.calendars.map(({ entity }) => normal(entity.text))).size > 1),
  },
  {
    id: 'text-missing',
    severity: 'warning',
    effects: effects('fine', { thunderbird: 'garbled' }),
    broken: ({ mail }) => here(mail !== undefined && !mail.types.has('text/plain')),
  },
  {
    id: 'html-missing',
    severity: 'hint',
    effects: effects('fine'),
    broken: ({ mail }) => here(mail !== undefined && !mail.types.has('text/html')),
  },
  {
    id: 'message-id-missing',
    severity: 'warning',
    effects: effects('fine', { gmail: 'suspect', outlook: 'suspect' }),
    broken: ({ mail }) =>
      here(mail !== undefined && !/^<[^<>\s]+@[^<>\s]+>$/.test(mail.root.headers.get('message-id') ?? '')),
  },
  {
    id: 'date-missing',
    severity: 'warning',
    effects: effects('fine', { gmail: 'suspect', outlook: 'suspect' }),
    broken: ({ mail }) => here(mail !== undefined && Number.isNaN(Date.parse(mail.root.headers.get('date') ?? ''))),
  },
  {
    id: 'from-wrong',
    severity: 'error',
    effects: effects('suspect'),
    broken: ({ mail }) => here(mail !== undefined && mail.from.length !== 1),
  },
] as const satisfies readonly Rule[];
