// Broken on purpose: the contract knows its neighbour.
import { frame } from '../audio/frame.ts';
export const fields = frame;
