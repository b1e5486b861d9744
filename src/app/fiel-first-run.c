/* fiel-first-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-first-run.h"

#include "fiel-announce.h"
#include "fiel-first-manager.h"
#include "fiel-first-run-account.h"
#include "fiel-first-run-keys.h"
#include "fiel-first-run-language.h"
#include "fiel-attempt-state.h"
#include "fiel-first-run-pin.h"
#include "fiel-first-run-sale.h"
#include "fiel-first-run-start.h"
#include "fiel-first-run-store.h"
#include "fiel-first-run-till.h"
#include "fiel-fit-rows.h"
#include "fiel-profile-error.h"
#include "fiel-reveal.h"
#include "fiel-stack-voice.h"

#include <glib/gi18n.h>

/* FielFirstRun: one question after the other. The button at the bottom, and Enter, go on; Escape and "Back" go back,
 * and from the first question out. What was answered is kept at each step, so that nothing is asked twice. */

struct _FielFirstRun
{
  AdwWindow parent_instance;

  FielFirstRunState *state;      /* owned */
  FielStoreFunc open_store;
  char *folder;                  /* owned, nullable */
  GtkWidget *page;               /* the stack's, nullable: the one that is shown */
  gboolean finishing;            /* nothing can be changed any more */
  gboolean finished;

  /* template children */
  GtkWidget *back;
  GtkLabel *position;
  GtkScrolledWindow *scroller;
  GtkLabel *title;
  GtkStack *pages;
  GtkLabel *trouble;
  GtkButton *next;
  GtkLabel *next_label;
};

G_DEFINE_FINAL_TYPE (FielFirstRun, fiel_first_run, ADW_TYPE_WINDOW)

enum
{
  FINISHED,
  FINISHING,
  LANGUAGE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void go_on (FielFirstRun *self);

static FielFirstRunPage *
get_page (FielFirstRun *self)
{
  return FIEL_FIRST_RUN_PAGE (self->page);
}

static void
update_next (FielFirstRun *self)
{
  g_autofree char *label = self->page != NULL ? fiel_first_run_page_dup_next_label (get_page (self)) : NULL;

  if (label == NULL)
    return;

  gtk_label_set_label (self->next_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->next), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What had the focus may not take keys any more: then the way on has it. */
static void
page_changed_cb (FielFirstRun *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  update_next (self);
  if (focus == NULL || !gtk_widget_is_sensitive (focus))
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static void
show_trouble (FielFirstRun *self, const GError *error)
{
  const char *reason = error != NULL && error->domain == FIEL_PROFILE_ERROR ? fiel_profile_error_get_reason (error)
                                                                            : NULL;
  const char *words = reason != NULL ? reason : error != NULL ? error->message : "";
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  gtk_label_set_label (self->trouble, words);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), error != NULL);
  if (error == NULL)
    return;

  fiel_announce (GTK_WIDGET (self), words, FALSE);
  fiel_reveal (focus != NULL ? focus : GTK_WIDGET (self->trouble), GTK_WIDGET (self->trouble));
}

/* A folder that cannot be written to is told when the profile is; the assistant goes on. */
static void
keep (FielFirstRun *self)
{
  g_autoptr (GError) error = NULL;

  if (!fiel_first_run_state_keep (self->state, &error))
    g_message ("What was answered is not kept: %s", error->message);
}

/* What took the keyboard did so before its page had a place. The whole row: its title says what is asked for. */
static void
reveal_focus (FielFirstRun *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (focus != NULL)
    fiel_reveal (row != NULL ? row : focus, focus);
}

static void
show_step (FielFirstRun *self)
{
  FielFirstRunStep step = fiel_first_run_state_get_step (self->state);
  guint n_steps = 0;
  guint position = fiel_first_run_state_get_position (self->state, &n_steps);
  /* Translators: "Step 2 of 5" */
  g_autofree char *words = g_strdup_printf (_("Step %u of %u"), position, n_steps);
  FielFirstRunStep previous;

  self->page = gtk_stack_get_child_by_name (self->pages, fiel_enum_nick (FIEL_TYPE_FIRST_RUN_STEP, (int) step));
  show_trouble (self, NULL);
  gtk_label_set_label (self->position, words);
  gtk_label_set_label (self->title, fiel_first_run_page_get_title (get_page (self)));
  gtk_widget_set_visible (self->back, fiel_first_run_state_find_previous (self->state, &previous));
  gtk_stack_set_visible_child (self->pages, self->page);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->next));
  fiel_first_run_page_enter (get_page (self));
  reveal_focus (self);
  update_next (self);
  fiel_announce (GTK_WIDGET (self), gtk_label_get_label (self->title), FALSE);
}

static void
set_finishing (FielFirstRun *self, gboolean finishing)
{
  self->finishing = finishing;
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), !finishing);
  gtk_widget_set_sensitive (self->back, !finishing);
  g_signal_emit (self, signals[FINISHING], 0, finishing);
}

static void
end (FielFirstRun *self)
{
  self->finished = TRUE;
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
manager_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielFirstRun) self = user_data;
  g_autoptr (GError) error = NULL;

  if (fiel_first_manager_add_finish (FIEL_FIRST_MANAGER (source), result, &error))
    {
      self->finishing = FALSE;
      fiel_first_run_state_end (self->state);
      end (self);
      return;
    }

  /* A till that was to be protected is not set up without its manager. */
  fiel_first_run_state_take_back (self->state);
  set_finishing (self, FALSE);
  show_trouble (self, error);
}

/* The profile first: only in a store that exists there are people. Whoever tries again writes it again. */
static void
finish (FielFirstRun *self)
{
  const char *name = fiel_first_run_state_get_manager_name (self->state);
  const char *pin = fiel_first_run_state_get_manager_pin (self->state);
  g_autoptr (FielFirstManager) manager = NULL;
  g_autoptr (GError) error = NULL;

  show_trouble (self, NULL);
  if (!fiel_first_run_state_save (self->state, &error))
    {
      show_trouble (self, error);
      return;
    }
  if (pin == NULL)
    {
      end (self);
      return;
    }

  set_finishing (self, TRUE);
  manager = fiel_first_manager_new (self->open_store, self->folder, name, pin);
  fiel_first_manager_add_async (manager, manager_added_cb, g_object_ref (self));
}

static void
go_on (FielFirstRun *self)
{
  g_autoptr (GError) error = NULL;
  FielFirstRunStep step;

  if (self->finishing)
    return;
  if (!fiel_first_run_page_leave (get_page (self), &error))
    {
      show_trouble (self, error);
      update_next (self);
      return;
    }
  if (!fiel_first_run_state_find_next (self->state, &step))
    {
      finish (self);
      return;
    }

  fiel_first_run_state_set_step (self->state, step);
  keep (self);
  show_step (self);
}

static void
next_cb (FielFirstRun *self)
{
  go_on (self);
}

static void
go_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  FielFirstRun *self = FIEL_FIRST_RUN (widget);
  FielFirstRunStep step;

  if (self->finishing)
    return;
  if (!fiel_first_run_state_find_previous (self->state, &step))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  fiel_first_run_page_keep (get_page (self));
  fiel_first_run_state_set_step (self->state, step);
  keep (self);
  show_step (self);
}

/* A choice that is made already, or the row around it. */
static gboolean
is_chosen (GtkWidget *widget)
{
  if (ADW_IS_ACTION_ROW (widget))
    widget = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget));

  return GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_active (GTK_CHECK_BUTTON (widget));
}

/* Enter goes on from a choice as it does from a line of text; without this it would choose what is chosen already. */
static gboolean
key_pressed_cb (FielFirstRun *self, guint keyval)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || !is_chosen (focus))
    return GDK_EVENT_PROPAGATE;

  go_on (self);

  return GDK_EVENT_STOP;
}

/* What was said is about something else now. */
static void
edited_cb (FielFirstRun *self, FielFirstRunPage *page)
{
  if (GTK_WIDGET (page) == self->page)
    show_trouble (self, NULL);
}

static void
language_changed_cb (FielFirstRun *self)
{
  keep (self);
  g_signal_emit (self, signals[LANGUAGE_CHANGED], 0);
}

static gboolean
fiel_first_run_close_request (GtkWindow *window)
{
  FielFirstRun *self = FIEL_FIRST_RUN (window);

  if (self->finishing)
    return TRUE;
  if (!self->finished)
    {
      fiel_first_run_page_keep (get_page (self));
      keep (self);
    }

  return GTK_WINDOW_CLASS (fiel_first_run_parent_class)->close_request (window);
}

static void
fiel_first_run_dispose (GObject *object)
{
  FielFirstRun *self = FIEL_FIRST_RUN (object);

  g_clear_object (&self->state);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (fiel_first_run_parent_class)->dispose (object);
}

static void
fiel_first_run_class_init (FielFirstRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fiel_first_run_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = fiel_first_run_close_request;

  signals[FINISHED] = g_signal_new ("finished", FIEL_TYPE_FIRST_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[FINISHING] = g_signal_new ("finishing", FIEL_TYPE_FIRST_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[LANGUAGE_CHANGED] = g_signal_new ("language-changed", FIEL_TYPE_FIRST_RUN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/fielpos/Fiel/ui/fiel-first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, back);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, position);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, scroller);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, title);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, pages);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, trouble);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, next);
  gtk_widget_class_bind_template_child (widget_class, FielFirstRun, next_label);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);

  gtk_widget_class_install_action (widget_class, "first-run.back", NULL, go_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "first-run.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "first-run.back", NULL);
}

static void
fiel_first_run_init (FielFirstRun *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_page (FielFirstRun *self, FielFirstRunStep step, GType type)
{
  FielFirstRunPage *page = g_object_new (type, NULL);

  fiel_first_run_page_set_state (page, self->state);
  g_signal_connect_object (page, "go-on", G_CALLBACK (go_on), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "changed", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  fiel_fit_rows (GTK_WIDGET (page));
  gtk_stack_add_named (self->pages, GTK_WIDGET (page), fiel_enum_nick (FIEL_TYPE_FIRST_RUN_STEP, (int) step));
}

/* Another step is a row here, one of FielFirstRunStep, and a class. */
static void
add_pages (FielFirstRun *self)
{
  const struct
  {
    FielFirstRunStep step;
    GType type;
  } rows[] = {
    { FIEL_FIRST_RUN_STEP_LANGUAGE, FIEL_TYPE_FIRST_RUN_LANGUAGE },
    { FIEL_FIRST_RUN_STEP_STORE, FIEL_TYPE_FIRST_RUN_STORE },
    { FIEL_FIRST_RUN_STEP_START, FIEL_TYPE_FIRST_RUN_START },
    { FIEL_FIRST_RUN_STEP_ACCOUNT, FIEL_TYPE_FIRST_RUN_ACCOUNT },
    { FIEL_FIRST_RUN_STEP_TILL, FIEL_TYPE_FIRST_RUN_TILL },
    { FIEL_FIRST_RUN_STEP_PIN, FIEL_TYPE_FIRST_RUN_PIN },
    { FIEL_FIRST_RUN_STEP_SALE, FIEL_TYPE_FIRST_RUN_SALE },
    { FIEL_FIRST_RUN_STEP_KEYS, FIEL_TYPE_FIRST_RUN_KEYS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add_page (self, rows[i].step, rows[i].type);
}

FielFirstRun *
fiel_first_run_new (const char *folder,
                    const FielProviderKind *const *kinds,
                    FielClock *clock,
                    FielSecrets *secrets,
                    FielStoreFunc open_store)
{
  FielFirstRun *self = NULL;

  g_return_val_if_fail (kinds != NULL, NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (FIEL_IS_SECRETS (secrets), NULL);

  self = g_object_new (FIEL_TYPE_FIRST_RUN, NULL);
  self->open_store = open_store;
  self->folder = g_strdup (folder);
  self->state = fiel_first_run_state_new (folder, kinds, clock, secrets);
  add_pages (self);
  fiel_stack_voice_follow (self->pages);
  fiel_first_run_sale_set_store (FIEL_FIRST_RUN_SALE (gtk_stack_get_child_by_name (self->pages, "sale")), open_store,
                                 folder);
  g_signal_connect_object (gtk_stack_get_child_by_name (self->pages, "language"), "language-changed",
                           G_CALLBACK (language_changed_cb), self, G_CONNECT_SWAPPED);
  show_step (self);

  return self;
}

FielFirstRunStep
fiel_first_run_get_step (FielFirstRun *self)
{
  g_return_val_if_fail (FIEL_IS_FIRST_RUN (self), FIEL_FIRST_RUN_STEP_LANGUAGE);

  return fiel_first_run_state_get_step (self->state);
}
