import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A room is loaded when it is first entered, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);
