package io.github.dynamodbjcache.examples.kotlin

import java.io.Serializable
import javax.cache.Cache
import javax.cache.processor.EntryProcessor
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runInterruptible

/** A value class is a key as it stands: it lies under its class and its one property. */
@JvmInline
value class Isbn(val text: String) {
    init {
        require(text.isNotBlank()) { "an ISBN has digits" }
    }
}

/** A data class is a value, and a key, if it is Serializable. */
data class Book(val isbn: Isbn, val title: String, val lent: Int = 0) : Serializable

/** What a reader may ask for. */
sealed interface Search {

    /** A `data object` is a key as it stands: there is only one. */
    data object Everything : Search

    data class ByShelf(val room: Room, val shelf: Int) : Search, Serializable
}

/** An enum constant is a key, alone and in others. */
enum class Room { CELLAR, ATTIC }

/** Books, and what searches have found, in caches that several processes share. */
class Library(
    private val books: Cache<Isbn, Book>,
    private val searches: Cache<Search, List<String>>,
) {

    suspend fun book(isbn: Isbn): Book? = io { books.get(isbn) }

    suspend fun add(book: Book) = io { books.put(book.isbn, book) }

    /** One step for the table, whoever else lends at the same time; gives how often it was lent. */
    suspend fun lend(isbn: Isbn): Int = io {
        books.invoke(
            isbn,
            EntryProcessor<Isbn, Book, Int> { entry, _ ->
                val book = entry.value.copy(lent = entry.value.lent + 1)
                entry.value = book
                book.lent
            },
        )
    }

    /** The titles that a search has found before, or finds now. */
    suspend fun titles(search: Search, find: suspend () -> List<String>): List<String> =
        io { searches.get(search) } ?: find().also { io { searches.put(search, it) } }

    /**
     * JCache's calls wait for DynamoDB: not on a thread that others need. A coroutine that is
     * cancelled interrupts its call.
     */
    private suspend fun <T> io(call: () -> T): T = runInterruptible(Dispatchers.IO) { call() }
}
