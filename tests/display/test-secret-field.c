/* test-secret-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-entry-row.h"
#include "fiel-secret-field.h"

/* A field for a secret gives us what was typed, and everybody else dots, until it shows it; whatever changes it. The
 * test "secrets-by-ear" listens for the rest. */

typedef struct
{
  GtkWidget *field;   /* owned */
  GtkEditable *text;  /* unowned: what is typed into */
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer type)
{
  if (GPOINTER_TO_SIZE (type) == FIEL_TYPE_ENTRY_ROW)
    {
      fixture->field = g_object_new (FIEL_TYPE_ENTRY_ROW, "secret", TRUE, NULL);
    }
  else
    {
      fixture->field = gtk_password_entry_new ();
      fiel_secret_field_set_up (fixture->field);
    }
  g_object_ref_sink (fixture->field);
  for (fixture->text = GTK_EDITABLE (fixture->field); !GTK_IS_TEXT (fixture->text);)
    fixture->text = gtk_editable_get_delegate (fixture->text);
  g_signal_connect_swapped (fixture->field, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer type)
{
  g_object_unref (fixture->field);
}

static void
assert_holds (Fixture *fixture, const char *secret, const char *dots)
{
  g_assert_cmpstr (fiel_secret_field_get_text (fixture->field), ==, secret);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->field)), ==, dots);
  g_assert_cmpstr (gtk_editable_get_text (fixture->text), ==, dots);
  g_assert_cmpint (gtk_text_get_text_length (GTK_TEXT (fixture->text)), ==, g_utf8_strlen (secret, -1));
}

static void
insert (Fixture *fixture, const char *letters, int position)
{
  gtk_editable_insert_text (GTK_EDITABLE (fixture->field), letters, -1, &position);
}

static void
test_changes (Fixture *fixture, gconstpointer type)
{
  assert_holds (fixture, "", "");
  insert (fixture, "4820", 0);
  assert_holds (fixture, "4820", "●●●●");
  insert (fixture, "ñ", 2);
  assert_holds (fixture, "48ñ20", "●●●●●");
  gtk_editable_delete_text (GTK_EDITABLE (fixture->field), 1, 3);
  assert_holds (fixture, "420", "●●●");
  gtk_editable_delete_text (GTK_EDITABLE (fixture->field), 2, -1);
  assert_holds (fixture, "42", "●●");
  g_assert_cmpuint (fixture->n_changed, ==, 4);
  gtk_editable_set_text (GTK_EDITABLE (fixture->field), "739146");
  assert_holds (fixture, "739146", "●●●●●●");
  gtk_editable_set_text (GTK_EDITABLE (fixture->field), "");
  assert_holds (fixture, "", "");
}

/* Whoever lets it be shown sees it, and it can be changed then as before; hidden again nobody gets it. */
static void
test_shown (Fixture *fixture, gconstpointer type)
{
  insert (fixture, "4820", 0);
  gtk_text_set_visibility (GTK_TEXT (fixture->text), TRUE);
  assert_holds (fixture, "4820", "4820");
  insert (fixture, "6", 4);
  gtk_editable_delete_text (GTK_EDITABLE (fixture->field), 0, 1);
  assert_holds (fixture, "8206", "8206");
  gtk_text_set_visibility (GTK_TEXT (fixture->text), FALSE);
  assert_holds (fixture, "8206", "●●●●");
}

/* What was taken back while it was shown does not come again as something else. */
static void
test_undo (Fixture *fixture, gconstpointer type)
{
  insert (fixture, "4820", 0);
  gtk_editable_delete_text (GTK_EDITABLE (fixture->field), 2, 4);
  gtk_widget_activate_action (GTK_WIDGET (fixture->text), "text.undo", NULL);
  assert_holds (fixture, "48", "●●");
  gtk_text_set_visibility (GTK_TEXT (fixture->text), TRUE);
  gtk_text_set_visibility (GTK_TEXT (fixture->text), FALSE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->text), "text.undo", NULL);
  assert_holds (fixture, "48", "●●");
}

/* Whoever comes next finds nothing, and what they type is hidden. */
static void
test_cleared (Fixture *fixture, gconstpointer type)
{
  gtk_text_set_visibility (GTK_TEXT (fixture->text), TRUE);
  insert (fixture, "739146", 0);
  fiel_secret_field_clear (fixture->field);
  assert_holds (fixture, "", "");
  g_assert_false (gtk_text_get_visibility (GTK_TEXT (fixture->text)));
  gtk_widget_activate_action (GTK_WIDGET (fixture->text), "text.undo", NULL);
  assert_holds (fixture, "", "");
  gtk_text_set_visibility (GTK_TEXT (fixture->text), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->text), "text.undo", NULL);
  assert_holds (fixture, "", "");
}

/* The middle button pastes what was selected, and that is dots for everybody. */
static void
test_dots (Fixture *fixture, gconstpointer type)
{
  insert (fixture, "s3cr", 0);
  insert (fixture, "●●●●", 4);
  assert_holds (fixture, "s3cr", "●●●●");
  insert (fixture, "a●", 0);
  assert_holds (fixture, "s3cr", "●●●●");
}

static void
test_other_field (void)
{
  g_autoptr (GtkWidget) entry = g_object_ref_sink (gtk_entry_new ());

  gtk_editable_set_text (GTK_EDITABLE (entry), "Caja 2");
  g_assert_cmpstr (fiel_secret_field_get_text (entry), ==, "Caja 2");
}

static const struct
{
  const char *name;
  void (*func) (Fixture *fixture, gconstpointer type);
} tests[] = {
  { "changes", test_changes }, { "shown", test_shown },     { "undo", test_undo },
  { "cleared", test_cleared }, { "dots", test_dots },
};

int
main (int argc, char **argv)
{
  const struct
  {
    const char *name;
    GType type;
  } kinds[] = { { "entry", GTK_TYPE_PASSWORD_ENTRY }, { "row", FIEL_TYPE_ENTRY_ROW } };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        g_autofree char *path = g_strdup_printf ("/secret-field/%s/%s", kinds[k].name, tests[i].name);

        g_test_add (path, Fixture, GSIZE_TO_POINTER (kinds[k].type), set_up, tests[i].func, tear_down);
      }
  g_test_add_func ("/secret-field/other-field", test_other_field);

  return g_test_run ();
}
