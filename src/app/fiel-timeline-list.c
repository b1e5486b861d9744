/* fiel-timeline-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-timeline-list.h"

#include "fiel-timeline-row.h"
#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FielTimelineList: the steps of one attempt, line for line as the engine reports them. It adds none of its own. */

struct _FielTimelineList
{
  GtkWidget parent_instance;

  GtkListBox *list;              /* owned */
  FielAttempt *attempt;          /* owned, nullable */
  const FielNumberStyle *style;  /* static, nullable */
  gint64 now_us;                 /* of the last tick: for rows that come between two */
};

G_DEFINE_FINAL_TYPE (FielTimelineList, fiel_timeline_list, GTK_TYPE_WIDGET)

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  FielTimelineList *self = FIEL_TIMELINE_LIST (user_data);
  gboolean closed = fiel_attempt_get_outcome (self->attempt) != FIEL_OUTCOME_NONE;
  GtkWidget *row = fiel_timeline_row_new (item, fiel_attempt_get_provider_name (self->attempt),
                                          closed ? fiel_wording_look (self->attempt).word : NULL, self->style);

  fiel_timeline_row_tick (FIEL_TIMELINE_ROW (row), self->now_us);

  return row;
}

static void
fiel_timeline_list_dispose (GObject *object)
{
  FielTimelineList *self = FIEL_TIMELINE_LIST (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->list)));
  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (fiel_timeline_list_parent_class)->dispose (object);
}

static void
fiel_timeline_list_class_init (FielTimelineListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fiel_timeline_list_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fiel_timeline_list_init (FielTimelineList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What happened so far"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

void
fiel_timeline_list_set_attempt (FielTimelineList *self, FielAttempt *attempt, const FielNumberStyle *style)
{
  g_return_if_fail (FIEL_IS_TIMELINE_LIST (self));
  g_return_if_fail (attempt == NULL || (FIEL_IS_ATTEMPT (attempt) && style != NULL));

  if (self->attempt == attempt && self->style == style)
    return;

  g_set_object (&self->attempt, attempt);
  self->style = style;
  gtk_list_box_bind_model (self->list, attempt != NULL ? fiel_attempt_get_steps (attempt) : NULL, create_row, self,
                           NULL);
}

void
fiel_timeline_list_tick (FielTimelineList *self, gint64 now_us)
{
  g_return_if_fail (FIEL_IS_TIMELINE_LIST (self));

  self->now_us = now_us;
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (FIEL_IS_TIMELINE_ROW (row))
      fiel_timeline_row_tick (FIEL_TIMELINE_ROW (row), now_us);
}
