/** Fields of the department's form: each has the name under which the service speaks of it. */
export interface Choice {
  value: string;
  label: string;
  selected: boolean;
}

export interface OfficeField {
  name: string;
  label: string;
  help: string;
  value: string;
  /** Of an `input`; empty where it is another control. */
  type: string;
  options: Choice[];
  isInput: boolean;
  isSelect: boolean;
  isText: boolean;
  isNumber: boolean;
  /** Id of a list of suggestions; empty: none. */
  list: string;
  longest: number;
  isFixed: boolean;
  /** Language of what is typed; empty: that of the page. */
  lang: string;
}

const base: OfficeField = {
  name: '',
  label: '',
  help: '',
  value: '',
  type: '',
  options: [],
  isInput: false,
  isSelect: false,
  isText: false,
  isNumber: false,
  list: '',
  longest: 250,
  isFixed: false,
  lang: '',
};

type More = Partial<Pick<OfficeField, 'help' | 'list' | 'longest' | 'isFixed' | 'lang'>>;

export const inputField = (
  type: 'text' | 'date' | 'time' | 'datetime-local' | 'url',
  name: string,
  label: string,
  value: string,
  more: More = {},
): OfficeField => ({ ...base, name, label, value, type, isInput: true, ...more });

export const numberField = (name: string, label: string, value: number | null, help = ''): OfficeField => ({
  ...base,
  name,
  label,
  help,
  value: value === null ? '' : String(value),
  type: 'number',
  isInput: true,
  isNumber: true,
});

export const selectField = (name: string, label: string, options: Choice[]): OfficeField => ({
  ...base,
  name,
  label,
  options,
  isSelect: true,
});

export const textField = (name: string, label: string, value: string, more: More = {}): OfficeField => ({
  ...base,
  name,
  label,
  value,
  isText: true,
  ...more,
});
