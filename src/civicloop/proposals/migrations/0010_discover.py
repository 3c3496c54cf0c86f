"""Make lists and search cost the same at a thousand proposals and at a million.

- `civic_search` is a proposal's stems and *marks*: what lists filter by (`#place:21009`), and which block of numbers it
  stands in (`#10:244`, `#14:15`, `#18:0`: its number without its last 10, 14, 18 bits). The search index answers words,
  filters and a stretch of numbers in one look, so that the newest twenty of a hundred thousand matches cost twenty. No
  words a reader types become a mark: the parser of words drops the sign `#`.
- Every index of a sort carries the columns lists filter by, so that skipping a row does not read the row.
- `civic_query` leaves out branches that say the same, which misled the planner's guess, and takes words with a minus away
  in all languages: `a -b` in French or Dutch had let a Dutch b pass, for French stems it differently.
- Long texts and search words stand beside the table, so that a page of the table holds some twenty proposals.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import F, Func, Q

FUNCTIONS = """
CREATE FUNCTION civic_marks(number bigint, lang text, challenge text, place text, state text, aims text[])
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(ARRAY[
    '#language:' || lang, '#challenge:' || challenge, '#place:' || place, '#state:' || state,
    '#10:' || (number >> 10)::text, '#14:' || (number >> 14)::text, '#18:' || (number >> 18)::text
] || ARRAY(SELECT '#aim:' || aim FROM unnest(aims) AS aim));

CREATE FUNCTION civic_search(
    number bigint, lang text, title text, body text, challenge text, place text, state text, aims text[]
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN civic_document(lang, title, body) || civic_marks(number, lang, challenge, place, state, aims);

CREATE OR REPLACE FUNCTION civic_words_query(words text, langs jsonb)
RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    lang text;
    part tsquery;
    seen text[] := '{}';
    result tsquery := ''::tsquery;
BEGIN
    FOR lang IN SELECT jsonb_array_elements_text(langs) LOOP
        FOREACH part IN ARRAY ARRAY[
            civic_fold(websearch_to_tsquery(civic_config(lang), words)::text)::tsquery,
            websearch_to_tsquery(civic_config(lang), civic_fold(words))
        ] LOOP
            IF numnode(part) > 0 AND part::text <> ALL (seen) THEN
                seen := seen || part::text;
                result := CASE WHEN numnode(result) = 0 THEN part ELSE result || part END;
            END IF;
        END LOOP;
    END LOOP;
    RETURN result;
END $$;

CREATE OR REPLACE FUNCTION civic_query(words text, langs jsonb)
RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    wanted text := '';
    unwanted text := '';
    word text;
    result tsquery;
    minus tsquery;
BEGIN
    FOR word IN SELECT piece[1] FROM regexp_matches(words, '-?"[^"]*"|\\S+', 'g') AS piece LOOP
        IF word ~ '^-.' THEN
            unwanted := unwanted || ' or ' || substr(word, 2);
        ELSE
            wanted := wanted || ' ' || word;
        END IF;
    END LOOP;
    result := civic_words_query(wanted, langs);
    minus := civic_words_query(substr(unwanted, 5), langs);
    IF numnode(minus) = 0 THEN
        RETURN result;
    END IF;
    RETURN CASE WHEN numnode(result) = 0 THEN !!minus ELSE result && !!minus END;
END $$;
"""
REMOVE = """
CREATE OR REPLACE FUNCTION civic_query(words text, langs jsonb)
RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN civic_words_query(words, langs);
DROP FUNCTION civic_search(bigint, text, text, text, text, text, text, text[]);
DROP FUNCTION civic_marks(bigint, text, text, text, text, text[]);
"""
VISIBLE = Q(hidden=False)
COVERED = ["challenge", "place", "language", "state", "published_at"]
INDEXES = [
    models.Index(F("id").desc(), include=COVERED, condition=VISIBLE, name="proposal_new"),
    models.Index(F("supports").desc(), F("id").desc(), include=COVERED, condition=VISIBLE, name="proposal_supported"),
    models.Index(F("arguments").desc(), F("id").desc(), include=COVERED, condition=VISIBLE, name="proposal_argued"),
    models.Index(F("attention"), F("id"), include=COVERED, condition=VISIBLE, name="proposal_attention"),
    models.Index(
        F("published_at").desc(),
        F("id").desc(),
        include=["challenge", "place", "language", "state", "supports", "arguments", "attention"],
        condition=VISIBLE,
        name="proposal_published",
    ),
    models.Index(F("place"), F("id").desc(), include=["state"], condition=VISIBLE, name="proposal_place"),
    models.Index(F("challenge"), F("id").desc(), include=["state"], condition=VISIBLE, name="proposal_challenge"),
    django.contrib.postgres.indexes.GinIndex(fields=["search"], gin_pending_list_limit=512, name="proposal_search"),
]
SEARCH = models.GeneratedField(
    db_persist=True,
    expression=Func(
        *map(F, ("id", "language", "title", "text", "challenge", "place", "state", "aims")), function="civic_search"
    ),
    output_field=django.contrib.postgres.search.SearchVectorField(),
)


class Migration(migrations.Migration):
    dependencies = [("proposals", "0002_tables")]

    operations = [
        migrations.RunSQL(FUNCTIONS, REMOVE),
        *(migrations.RemoveIndex("proposal", index.name) for index in INDEXES),
        migrations.RunSQL(
            "ALTER TABLE proposals_proposal SET (toast_tuple_target = 512)",
            "ALTER TABLE proposals_proposal RESET (toast_tuple_target)",
        ),
        migrations.RunSQL(
            "ALTER TABLE proposals_proposal ALTER COLUMN search SET EXPRESSION AS "
            "(civic_search(id, language, title, text, challenge_id, place_id, state, aims))",
            "ALTER TABLE proposals_proposal ALTER COLUMN search SET EXPRESSION AS (civic_document(language, title, text))",
            state_operations=[migrations.AlterField("proposal", "search", SEARCH)],
        ),
        *(migrations.AddIndex("proposal", index) for index in INDEXES),
        migrations.AddIndex("support", models.Index(fields=["at"], name="support_at")),
    ]
