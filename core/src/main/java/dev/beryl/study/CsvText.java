package dev.beryl.study;

/** How the cells of a CSV file that are text are written: outcomes, choices and notes. */
public enum CsvText {
  /** As they are, so that any reader of the format gets them back. */
  AS_IS,

  /**
   * Safe to open in a spreadsheet. Spreadsheets run a cell as a formula if it starts with {@code
   * =}, {@code +}, {@code -}, {@code @}, a tab or a line end, and such a formula can read files or
   * send data away. If texts come from others, such as the message of an exception or the name of a
   * model, they may be such. These cells get an apostrophe before their first character, which is
   * part of the text for any other reader. Numbers stay numbers.
   */
  WITHOUT_FORMULAS
}
