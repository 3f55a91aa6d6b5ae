import type { RegistryWidgetsType, TemplatesType } from '@rjsf/utils';
import { CheckboxesInput, RadioInput, SelectInput } from './ChoiceInput';
import {
  FieldErrorTemplate,
  FieldHelpTemplate,
  FieldTemplate,
} from './FieldTemplate';
import { ArrayTemplate, ObjectTemplate } from './ObjectTemplate';
import { SwitchInput } from './SwitchInput';
import { PasswordInput, TextAreaInput, TextInput } from './TextInput';

/** The looks of the portal for every input that the form library knows. */
export const formWidgets: RegistryWidgetsType = {
  AltDateTimeWidget: TextInput,
  AltDateWidget: TextInput,
  CheckboxWidget: SwitchInput,
  CheckboxesWidget: CheckboxesInput,
  ColorWidget: TextInput,
  DateTimeWidget: TextInput,
  DateWidget: TextInput,
  EmailWidget: TextInput,
  FileWidget: TextInput,
  PasswordWidget: PasswordInput,
  RadioWidget: RadioInput,
  RangeWidget: TextInput,
  SelectWidget: SelectInput,
  TextWidget: TextInput,
  TextareaWidget: TextAreaInput,
  TimeWidget: TextInput,
  URLWidget: TextInput,
  UpDownWidget: TextInput,
};

export const formTemplates: Partial<TemplatesType> = {
  ArrayFieldTemplate: ArrayTemplate,
  FieldErrorTemplate,
  FieldHelpTemplate,
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
};
