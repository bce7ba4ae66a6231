import x from '../exams/exam-store.js';
import y from '../../calendar/calendar-store.js';
import z from './schedule-store.js';
import q from 'express';
export { x, y, z, q };