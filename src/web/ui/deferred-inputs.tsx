import {
  type MultiSelectProps,
  type NumberInputProps,
  type SelectProps,
  Skeleton,
  type TagsInputProps,
  type TextareaProps,
} from '@mantine/core';
import { deferred } from './deferred.tsx';

const load = () => import('./inputs.ts').then((module) => module.inputs);

/** As high as the input to come. */
const waiting = <Skeleton height={36} />;

/** Mantine's inputs, the heavy ones, under the same names: the list's first picture does without them. */
export const Select = deferred<SelectProps>(() => load().then((inputs) => inputs.Select), waiting);
export const MultiSelect = deferred<MultiSelectProps>(() => load().then((inputs) => inputs.MultiSelect), waiting);
export const NumberInput = deferred<NumberInputProps>(() => load().then((inputs) => inputs.NumberInput), waiting);
export const TagsInput = deferred<TagsInputProps>(() => load().then((inputs) => inputs.TagsInput), waiting);
export const Textarea = deferred<TextareaProps>(() => load().then((inputs) => inputs.Textarea), waiting);

/** Loads them all before they are needed. */
export async function preloadInputs(): Promise<void> {
  await Promise.all([Select, MultiSelect, NumberInput, TagsInput, Textarea].map((input) => input.preload()));
}
