import { MultiSelect, NumberInput, Select, TagsInput, Textarea } from '@mantine/core';

/** The inputs that weigh: drop-down lists and the like. Loaded by `deferred-inputs.tsx`. */
export const inputs = { MultiSelect, NumberInput, Select, TagsInput, Textarea };
