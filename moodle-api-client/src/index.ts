export { createMoodleClient, type MoodleClient, type MoodleClientOptions } from './client.js';
export { MoodleError, MoodleNotUnderstoodError, MoodleRefusedError, MoodleUnreachableError } from './errors.js';
export { patientLine, quickLine, type MoodleLineSettings } from './transport.js';
