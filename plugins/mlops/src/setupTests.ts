import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages of this size take a busy machine more than the second that is usual.
configure({ asyncUtilTimeout: 10_000 });
