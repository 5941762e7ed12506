// The heading font's style sheet, as a chunk of its own so that it never delays the first paint.
import './fonts.css';
