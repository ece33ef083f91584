/** Questions asked of a worker, each known by a number, and whoever waits for the answers. */
export interface WorkerQuestions<Answer> {
  ask(send: (id: number) => void): Promise<Answer>;
  answer(id: number, answer: Answer): void;
  /** Nobody will answer any more. */
  answerAll(answer: Answer): void;
}

export const createWorkerQuestions = <Answer>(): WorkerQuestions<Answer> => {
  const open = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  return {
    ask: (send) =>
      new Promise((resolve) => {
        asked += 1;
        open.set(asked, resolve);
        send(asked);
      }),
    answer: (id, answer) => {
      open.get(id)?.(answer);
      open.delete(id);
    },
    answerAll: (answer) => {
      for (const resolve of open.values()) resolve(answer);
      open.clear();
    },
  };
};
