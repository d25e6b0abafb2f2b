package parley.http.recording;

import parley.engine.recording.Timeline.Span;

/** A part of a recording and what it is called. */
record Chapter(String title, Span span) {}
