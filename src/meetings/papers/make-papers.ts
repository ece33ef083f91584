import type { AttendanceReport } from '../attendance-report.ts';
import type { KeptMessage } from '../attendance-store.ts';
import { attendanceCsv } from './attendance-csv.ts';
import { attendancePage, type PaperTitle } from './attendance-page.ts';
import { chatTranscript } from './chat-transcript.ts';
import { type PaperReader, paperTexts } from './paper-words.ts';

export const PAPER_KINDS = ['attendance.csv', 'attendance.html', 'chat.txt'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** A file of what is left of a session. */
export interface MadePaper {
  readonly kind: PaperKind;
  /** In the reader's language: "Attendance.csv". */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** The papers of a session as they are now: a list when somebody was there or expected, the chat when something was said. */
export const makePapers = ({
  report,
  messages,
  title,
  reader,
  nowMs,
}: {
  readonly report: AttendanceReport;
  /** Those to all. */
  readonly messages: readonly KeptMessage[];
  readonly title: PaperTitle;
  readonly reader: PaperReader;
  readonly nowMs: number;
}): MadePaper[] => {
  const { file } = paperTexts(reader.language);
  const papers: MadePaper[] = [
    {
      kind: 'attendance.csv',
      name: `${file.attendance}.csv`,
      type: 'text/csv',
      text: attendanceCsv(report, reader),
    },
    {
      kind: 'attendance.html',
      name: `${file.attendance}.html`,
      type: 'text/html',
      text: attendancePage(report, title, reader, nowMs),
    },
  ];
  if (messages.length > 0)
    papers.push({
      kind: 'chat.txt',
      name: `${file.chat}.txt`,
      type: 'text/plain',
      text: chatTranscript(messages, reader),
    });
  return papers;
};
