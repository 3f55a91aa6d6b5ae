import {
  canExpand,
  type ArrayFieldTemplateItemType,
  type ArrayFieldTemplateProps,
  type ObjectFieldTemplateProps,
} from '@rjsf/utils';
import {
  AddButton,
  MoveDownButton,
  MoveUpButton,
  RemoveButton,
} from './buttons';
import styles from './form.module.css';

const ROOT = 'root';

/** A mapping; that of all parameters has no frame, since the dialog says what it is. */
export function ObjectTemplate(props: ObjectFieldTemplateProps) {
  const { title, description, properties, idSchema } = props;
  const isRoot = idSchema.$id === ROOT;
  return (
    <fieldset className={isRoot ? styles.root : styles.group} id={idSchema.$id}>
      {!isRoot && title && <legend className={styles.legend}>{title}</legend>}
      {description && <p className={styles.description}>{description}</p>}
      {properties.map(({ content }) => content)}
      {canExpand(props.schema, props.uiSchema, props.formData) && (
        <AddButton
          isDisabled={props.disabled || props.readonly}
          onPress={props.onAddClick(props.schema)}
        />
      )}
    </fieldset>
  );
}

/** A list whose entries can be added, moved and removed. */
export function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { title, schema, items, canAdd, idSchema } = props;
  return (
    <fieldset className={styles.group} id={idSchema.$id}>
      {title && <legend className={styles.legend}>{title}</legend>}
      {schema.description && (
        <p className={styles.description}>{schema.description}</p>
      )}
      {items.map(({ key, ...item }) => (
        <ArrayItem key={key} {...item} />
      ))}
      {canAdd && (
        <AddButton
          isDisabled={props.disabled || props.readonly}
          onPress={props.onAddClick}
        />
      )}
    </fieldset>
  );
}

function ArrayItem(props: Omit<ArrayFieldTemplateItemType, 'key'>) {
  const { index, onReorderClick, onDropIndexClick } = props;
  const fixed = props.disabled || props.readonly;
  return (
    <div className={styles.item}>
      <div className={styles.itemBody}>{props.children}</div>
      {props.hasMoveUp && (
        <MoveUpButton
          isDisabled={fixed}
          onPress={onReorderClick(index, index - 1)}
        />
      )}
      {props.hasMoveDown && (
        <MoveDownButton
          isDisabled={fixed}
          onPress={onReorderClick(index, index + 1)}
        />
      )}
      {props.hasRemove && (
        <RemoveButton isDisabled={fixed} onPress={onDropIndexClick(index)} />
      )}
    </div>
  );
}
