import { config } from 'zod/v4/core';

// The content security policy forbids code made from text: told so, zod does not try, which costs a violation and time.
config({ jitless: true });
