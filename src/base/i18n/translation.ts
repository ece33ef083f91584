/** The texts of one namespace in another language: the same keys, so that a missing or misspelt one does not compile. */
export type Translation<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? string : Translation<Source[Key]>;
};

type PluralEnding = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other';
type WithoutPlural<Key extends string> = Key extends `${infer Stem}${PluralEnding}` ? Stem : Key;

/** Every text of a namespace as a dotted path; plural forms (`days_one`, `days_other`) under their stem. */
export type TextPath<Source> = {
  [Key in keyof Source & string]: Source[Key] extends string ? WithoutPlural<Key> : `${Key}.${TextPath<Source[Key]>}`;
}[keyof Source & string];
