/** A name that every system takes, for a paper that is saved by itself: "review-2027-03-01-attendance.csv". */
export const savedName = (title: string, day: string, paper: string): string => {
  const plain = (text: string): string =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .toLowerCase();
  const dot = paper.lastIndexOf('.');
  const parts = [plain(title), day, plain(paper.slice(0, dot))].filter((part) => part !== '');
  return `${parts.join('-')}${paper.slice(dot)}`;
};
