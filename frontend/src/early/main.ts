import { type Files, startEarly } from './start';

// The build puts the names of its files in place of this word: they are known last.
declare const __FILES__: Files;

startEarly(__FILES__);
