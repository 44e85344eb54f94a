package io.github.dynamodbjcache.internal.mapping;

/** Makes the form of a table's values. */
final class ValueForms {

  private ValueForms() {}

  /**
   * The form of such values.
   *
   * @throws Misfit if they cannot be mapped
   */
  @SuppressWarnings("unchecked") // Documents are of the type Item.
  static <V> ValueForm<V> of(MappingDefinition.Values<V> values, ComponentNames names) {
    if (values instanceof MappingDefinition.Documents<V>) {
      return (ValueForm<V>) DocumentForm.INSTANCE;
    }
    if (values instanceof MappingDefinition.Records<V> records) {
      if (!records.type().isRecord()) {
        throw new Misfit("is no record: Mapping.bean takes classes with getters and setters")
            .in(records.type().getSimpleName());
      }
      return object(records.type(), names);
    }
    if (values instanceof MappingDefinition.Beans<V> beans) {
      if (beans.type().isRecord()) {
        throw new Misfit("is a record, and no bean").in(beans.type().getSimpleName());
      }
      return object(beans.type(), names);
    }
    MappingDefinition.Variants<V> variants = (MappingDefinition.Variants<V>) values;
    if (!variants.sealedType().isSealed()) {
      throw new Misfit("is not sealed, so that its variants are not known")
          .in(variants.sealedType().getSimpleName());
    }
    return new VariantForm<>(variants.sealedType(), variants.typeAttribute(), names);
  }

  private static <V> ValueForm<V> object(Class<V> type, ComponentNames names) {
    try {
      return new ObjectForm<>(type, ObjectPlan.of(Declared.of(type), new Shapes(), names));
    } catch (Misfit e) {
      throw e.in(type.getSimpleName());
    }
  }
}
