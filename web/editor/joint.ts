/**
 * Changes of several texts at once. Each text has its own history; a change that the page made in
 * several carries the number it goes by there, so that undoing it in one undoes it in all.
 */

import { invertedEffects } from '@codemirror/commands';
import { type Extension, StateEffect, type Transaction } from '@codemirror/state';

/** Marks a transaction as part of a change of several texts; true where it is taken back. */
export const partOf = StateEffect.define<{ readonly joint: number; readonly isUndo: boolean }>();

/** Keeps the mark in the history. */
export const joints: Extension = invertedEffects.of((transaction) =>
  transaction.effects
    .filter((effect) => effect.is(partOf))
    .map(({ value }) => partOf.of({ joint: value.joint, isUndo: !value.isUndo })),
);

/** The change of several texts that a transaction takes back or makes again. */
export function jointOf(transactions: readonly Transaction[]): { joint: number; isUndo: boolean } {
  const marks = transactions.flatMap(({ effects }) => effects.filter((effect) => effect.is(partOf)));
  return marks.at(-1)?.value ?? { joint: 0, isUndo: false };
}
