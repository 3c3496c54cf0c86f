"""Full-text search in every language of the region, with accents ignored.

`civic_document` makes a text's index: each word's stem in the text's own language, without accents, and the stem of
the word without accents – a stemmer may cut "aménagée" and "amenagee" differently, and both ways must lead here.
`civic_query` makes a reader's words a query in all the languages given. The embedded server has no `unaccent`.
"""

from django.db import migrations

# The marks that decomposition leaves (grave, acute, circumflex, tilde, macron, breve, dot, diaeresis, ring, caron,
# comma below, cedilla, ogonek) go; a few letters do not decompose and are named. `translate` is quick on a short list only.
MARKS = "".join(map(chr, [0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30A, 0x30C, 0x326, 0x327, 0x328]))
LETTERS_FROM, LETTERS_TO = "øØłŁđĐı’", "oOlLdDi'"

FUNCTIONS = f"""
CREATE FUNCTION civic_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN octet_length(words) = char_length(words) THEN words ELSE
    replace(replace(replace(
        translate(normalize(words, NFD), '{LETTERS_FROM}{MARKS}', '{LETTERS_TO.replace("'", "''")}'),
    'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss') END;

CREATE FUNCTION civic_config(lang text) RETURNS regconfig LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE left(lang, 2)
    WHEN 'fr' THEN 'pg_catalog.french'::regconfig WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig
    WHEN 'en' THEN 'pg_catalog.english'::regconfig WHEN 'de' THEN 'pg_catalog.german'::regconfig
    WHEN 'es' THEN 'pg_catalog.spanish'::regconfig WHEN 'it' THEN 'pg_catalog.italian'::regconfig
    WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
    WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig WHEN 'ru' THEN 'pg_catalog.russian'::regconfig
    WHEN 'da' THEN 'pg_catalog.danish'::regconfig WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
    WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig
    ELSE 'pg_catalog.simple'::regconfig END;

CREATE FUNCTION civic_vector(config regconfig, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN octet_length(words) = char_length(words) THEN to_tsvector(config, words) ELSE
    civic_fold(to_tsvector(config, words)::text)::tsvector || to_tsvector(config, civic_fold(words)) END;

CREATE FUNCTION civic_document(lang text, title text, body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(civic_vector(civic_config(lang), title), 'A') || setweight(civic_vector(civic_config(lang), body), 'B');

CREATE FUNCTION civic_query(words text, langs jsonb) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    lang text;
    part tsquery;
    result tsquery := ''::tsquery;
BEGIN
    FOR lang IN SELECT jsonb_array_elements_text(langs) LOOP
        FOREACH part IN ARRAY ARRAY[
            civic_fold(websearch_to_tsquery(civic_config(lang), words)::text)::tsquery,
            websearch_to_tsquery(civic_config(lang), civic_fold(words))
        ] LOOP
            IF numnode(part) > 0 AND NOT (result @> part AND part @> result) THEN
                result := CASE WHEN numnode(result) = 0 THEN part ELSE result || part END;
            END IF;
        END LOOP;
    END LOOP;
    RETURN result;
END $$;
"""
REMOVE = """
DROP FUNCTION civic_query(text, jsonb);
DROP FUNCTION civic_document(text, text, text);
DROP FUNCTION civic_vector(regconfig, text);
DROP FUNCTION civic_config(text);
DROP FUNCTION civic_fold(text);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FUNCTIONS, REMOVE)]
