-- The topics that the page names.
SELECT dim_topic.topic_name
FROM main.bridge_article_topic
INNER JOIN main.dim_topic ON bridge_article_topic.topic_key = dim_topic.topic_key
WHERE bridge_article_topic.article_key = $article
ORDER BY bridge_article_topic.topic_number
