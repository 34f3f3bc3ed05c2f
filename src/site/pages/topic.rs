//! Topics and posts: their lists, their pages.

use super::super::key::page_records;
use super::super::view::{
    ElementLine, ListingPage, PostFacts, PostPage, Producer, RecordLine, TopicFacts, TopicPage,
};
use super::super::words::external;
use super::super::{Route, Site};
use crate::catalog::{Element, ElementKind, Post, PostIndex, Target, TopicIndex};
use crate::text::plain;

/// Elements on a page.
const ELEMENTS: usize = 500;

impl Site {
    /// A page of topics.
    pub(super) fn topics_page(&self, page: Option<u32>) -> ListingPage {
        let lines =
            page_records(&self.topics_listed, page).rev().map(|index| self.topic_line(index)).collect();
        self.records_page("topics", "count-topics", self.topics_listed.len(), page, Route::Topics, lines)
    }

    /// A page of posts.
    pub(super) fn posts_page(&self, page: Option<u32>) -> ListingPage {
        let lines = page_records(&self.posts_listed, page).rev().map(|index| self.post_line(index)).collect();
        self.records_page("posts", "count-posts", self.posts_listed.len(), page, Route::Posts, lines)
    }

    fn topic_line(&self, index: TopicIndex) -> RecordLine {
        let topic = self.catalog.topic(index);
        RecordLine {
            title: topic.name.to_string(),
            href: self.href(&Route::Topic(index)),
            producer: self.producer(topic.links.organization, topic.owner.as_deref()),
            note: self.counted("count-elements", topic.elements.len()),
            summary: plain::summary(&topic.description, 160),
            date: self.day_of(topic.last_modified),
            archived: false,
        }
    }

    fn post_line(&self, index: PostIndex) -> RecordLine {
        let post = self.catalog.post(index);
        RecordLine {
            title: post.title.to_string(),
            href: self.href(&Route::Post(index)),
            producer: Producer { kind: "none", ..Producer::default() },
            summary: if post.headline.is_empty() {
                plain::summary(&html_block(post), 160)
            } else {
                plain::summary(&post.headline, 300)
            },
            date: self.day_of(Some(post.published)),
            ..RecordLine::default()
        }
    }

    pub(super) fn topic_page(&self, index: TopicIndex) -> TopicPage {
        let topic = self.catalog.topic(index);
        let source = self.source_page("topics", &topic.slug, &topic.id);
        let summary = plain::summary(&topic.description, 200);
        let route = Route::Topic(index);
        let mut page = self.record_frame(&route, "topics", topic.name.to_string(), summary, source.as_ref());
        page.breadcrumbs.push(self.step("topics", &Route::Topics(None)));
        let description = self.markdown.render(&topic.description);
        TopicPage {
            page,
            topic: TopicFacts {
                id: topic.id.to_string(),
                title: topic.name.to_string(),
                producer: self.producer(topic.links.organization, topic.owner.as_deref()),
                description_html: description.html,
                description_cut: description.truncated,
                tags: self.tags(&topic.tags),
                created: self.day_of(topic.created_at),
                updated: self.day_of(topic.last_modified),
                total: self.counted("count-elements", topic.elements.len()),
                source,
            },
            elements: topic
                .elements
                .iter()
                .take(ELEMENTS)
                .map(|element| self.element_line(element))
                .collect(),
            elements_more: topic.elements.len().saturating_sub(ELEMENTS),
        }
    }

    pub(super) fn post_page(&self, index: PostIndex) -> PostPage {
        let post = self.catalog.post(index);
        let source = self.source_page("posts", &post.slug, &post.id);
        let route = Route::Post(index);
        let summary = plain::summary(&post.headline, 200);
        let mut page = self.record_frame(&route, "posts", post.title.to_string(), summary, source.as_ref());
        page.breadcrumbs.push(self.step("posts", &Route::Posts(None)));
        let content = self.markdown.render(&html_block(post));
        let image = external(&post.image).filter(|_| self.config.catalog.images);
        PostPage {
            page,
            post: PostFacts {
                id: post.id.to_string(),
                title: post.title.to_string(),
                headline: post.headline.to_string(),
                content_html: content.html,
                content_cut: content.truncated,
                published: self.day_of(Some(post.published)),
                image: image.map(|image| image.href).unwrap_or_default(),
                credit: post.credit.to_string(),
                credit_link: external(&post.credit_url),
                tags: self.tags(&post.tags),
                source,
            },
            elements: post
                .elements
                .iter()
                .take(ELEMENTS)
                .map(|element| self.element_line(element))
                .filter(|line| line.record.is_some())
                .collect(),
        }
    }

    fn element_line(&self, element: &Element) -> ElementLine {
        let record = self.element_record(element.target);
        let kind = match element.kind {
            ElementKind::Dataset => "dataset",
            ElementKind::Reuse => "reuse",
            ElementKind::Dataservice => "dataservice",
            ElementKind::Other => "",
        };
        let title = Some(element.title.to_string())
            .filter(|title| record.as_ref().is_none_or(|record| record.title != *title));
        ElementLine {
            title: title.unwrap_or_default(),
            description_html: self.file_markdown.render(&element.description).html,
            kind: if kind.is_empty() { String::new() } else { self.label("kind", kind) },
            missing: record.is_none() && !element.reference.is_empty(),
            record,
        }
    }

    /// The line of a record that an element names; none when it has no page.
    fn element_record(&self, target: Target) -> Option<RecordLine> {
        match target {
            Target::None => None,
            Target::Dataset(index) => self.is_shown(index).then(|| self.dataset_line(index)),
            Target::Reuse(index) => Some(self.reuse_line(index)),
            Target::Dataservice(index) => Some(self.dataservice_line(index)),
        }
    }
}

/// A post's text as Markdown. In one that is HTML alone, indents and empty lines mean nothing: without them a block of
/// HTML goes on to its end.
fn html_block(post: &Post) -> std::borrow::Cow<'_, str> {
    if !post.is_html {
        return (&*post.content).into();
    }
    let mut text = String::with_capacity(post.content.len() + 12);
    text.push_str("<div>\n");
    for line in post.content.lines().map(str::trim) {
        if !line.is_empty() && !line.starts_with("```") {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.push_str("</div>");
    text.into()
}
